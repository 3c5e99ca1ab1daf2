import { Link } from './link.tsx';
import { Page } from './page.tsx';
import { paths } from './route.ts';

/** Stands where an address names nothing, or nothing any more. */
export function NothingHere() {
  return (
    <Page title="There is nothing here">
      <p>The thumbnail was deleted, it belongs to somebody else, or the address is not complete.</p>
      <p>
        <Link href={paths.history}>See all your thumbnails</Link>
      </p>
    </Page>
  );
}
