import { Migration } from '@mikro-orm/migrations';

export class Migration005Finding extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists finding (
        analysis_id char(36) collate utf8mb4_bin not null,
        position int not null,
        rule varchar(64) not null,
        criterion varchar(32) not null,
        severity varchar(8) not null,
        message text not null,
        suggestion text not null,
        evidence json not null,
        region json null,
        primary key (analysis_id, position),
        constraint finding_of_analysis foreign key (analysis_id) references analysis (id) on delete cascade
      ) default character set utf8mb4 engine = InnoDB`);
  }
}
