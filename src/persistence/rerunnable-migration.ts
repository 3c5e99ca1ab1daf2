import { Migration } from '@mikro-orm/migrations';
import { SqliteDriver } from '@mikro-orm/sql';

/**
 * A migration that can run again from any point, since MySQL commits every change of a table by itself: a node that ends
 * between such a change and its record leaves both to the next start. Each step looks before it acts; new tables say
 * `if not exists`.
 */
export abstract class RerunnableMigration extends Migration {
  /** Adds the columns that the table lacks, each with its definition. */
  protected async addColumns(table: string, definitions: Readonly<Record<string, string>>): Promise<void> {
    const present = await this.#names(
      `select name from pragma_table_info('${table}')`,
      `select column_name as name from information_schema.columns
        where table_schema = database() and table_name = '${table}'`,
    );
    for (const [column, definition] of Object.entries(definitions)) {
      if (!present.has(column)) this.addSql(`alter table ${table} add column ${column} ${definition}`);
    }
  }

  /** Adds the index unless the table has one of that name. */
  protected async addIndex(table: string, name: string, columns: string): Promise<void> {
    const present = await this.#names(
      `select name from sqlite_master where type = 'index' and tbl_name = '${table}'`,
      `select index_name as name from information_schema.statistics
        where table_schema = database() and table_name = '${table}'`,
    );
    if (!present.has(name)) this.addSql(`create index ${name} on ${table} (${columns})`);
  }

  async #names(onSqlite: string, onMysql: string): Promise<ReadonlySet<unknown>> {
    const rows = await this.execute(this.driver instanceof SqliteDriver ? onSqlite : onMysql);
    return new Set(rows.map((row) => ('name' in row ? row.name : undefined)));
  }
}
