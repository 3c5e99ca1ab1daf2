import { Link } from './link.js';
import { Page } from './page.js';
import { paths } from './route.js';

/** Stands where an address names nothing, or nothing any more. */
export function NothingHere() {
  return (
    <Page title="There is nothing here">
      <p>The thumbnail was deleted, it belongs to another account, or the address is incomplete.</p>
      <p>
        <Link href={paths.history}>See all your thumbnails</Link>
      </p>
    </Page>
  );
}
