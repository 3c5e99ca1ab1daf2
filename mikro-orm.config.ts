import 'reflect-metadata';
import { loadConfig } from './src/config.js';
import { entities } from './src/entities.js';
import { ormOptions } from './src/persistence/orm-options.js';

/** What the command line of MikroORM reads; the server starts with the very same options. */
export default ormOptions(loadConfig().database, entities);
