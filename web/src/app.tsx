import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { CompareView } from './compare/compare-view.js';
import { HistoryView } from './history/history-view.js';
import { Deletions } from './page/deletions.js';
import { keepFilesOut } from './page/keep-files-out.js';
import { Link } from './page/link.js';
import { NothingHere } from './page/nothing-here.js';
import { parseRoute, paths, usePathname } from './page/route.js';
import { UndoToasts } from './page/undo-toasts.js';
import { ResultView } from './result/result-view.js';
import { StartView } from './upload/start-view.js';
import { useUploads } from './upload/use-uploads.js';
import { NO_FACTS } from './upload/video-facts.js';

/** The frame of every view, and what outlives a change of view: uploads and their form, marks, deletions that can be undone. */
export function App() {
  const client = useApolloClient();
  const pathname = usePathname();
  const route = parseRoute(pathname);
  const uploads = useUploads();
  const [facts, setFacts] = useState(NO_FACTS);
  const startOver = () => {
    uploads.clear();
    setFacts(NO_FACTS);
  };
  const [deletions] = useState(() => new Deletions(client));
  const [marked, setMarked] = useState<readonly string[]>([]);
  useEffect(() => deletions.sendOnLeaving(), [deletions]);
  useEffect(keepFilesOut, []);

  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <header className="site-header">
        <Link href={paths.start} className="brand">
          Thumbnail Analyzer
        </Link>
        <nav aria-label="Views">
          <Link href={paths.start} aria-current={route.view === 'start' ? 'page' : undefined}>
            Analyse
          </Link>
          <Link href={paths.history} aria-current={route.view === 'history' ? 'page' : undefined}>
            History
          </Link>
        </nav>
      </header>
      {/* Ahead of the view, so that from its heading they are one step back for the keyboard. */}
      <UndoToasts deletions={deletions} />
      <main id="main" tabIndex={-1}>
        {route.view === 'start' && (
          <StartView uploads={uploads} facts={facts} onFacts={setFacts} onDone={startOver} />
        )}
        {route.view === 'result' && <ResultView key={route.id} id={route.id} deletions={deletions} />}
        {route.view === 'compare' && <CompareView key={pathname} ids={route.ids} />}
        {route.view === 'history' && (
          <HistoryView deletions={deletions} marked={marked} onMarked={setMarked} />
        )}
        {route.view === 'nothing' && <NothingHere />}
      </main>
    </>
  );
}
