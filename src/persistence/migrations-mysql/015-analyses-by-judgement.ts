import { Migration } from '@mikro-orm/migrations';

export class Migration015AnalysesByJudgement extends Migration {
  override up(): void {
    // MySQL made this index with the foreign key; the step is here because both engines count alike.
  }
}
