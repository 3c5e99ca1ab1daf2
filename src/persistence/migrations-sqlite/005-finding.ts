import { Migration } from '@mikro-orm/migrations';

export class Migration005Finding extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists finding (
        analysis_id text not null,
        position integer not null,
        rule text not null,
        criterion text not null,
        severity text not null,
        message text not null,
        suggestion text not null,
        evidence json not null,
        region json null,
        primary key (analysis_id, position),
        constraint finding_of_analysis foreign key (analysis_id) references analysis (id) on delete cascade
      )`);
  }
}
