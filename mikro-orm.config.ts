import 'reflect-metadata';
import { loadConfig } from './src/config/config.js';
import { entities } from './src/entities.js';
import { ormOptions } from './src/persistence/orm-options.js';

/** What the command line of MikroORM reads: the options of the server, without a limit for statements. */
export default ormOptions({ ...loadConfig().database, statementTimeoutMs: undefined }, entities);
