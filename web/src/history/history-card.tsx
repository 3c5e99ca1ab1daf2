import type { HistoryCardFragment } from '../api/operations.generated.js';
import { Link } from '../page/link.js';
import { Moment } from '../page/moment.js';
import { paths } from '../page/route.js';
import { STATUS_WORDS } from '../result/status-words.js';

interface Props {
  readonly thumbnail: HistoryCardFragment;
  readonly isMarked: boolean;
  readonly onMark: (isMarked: boolean) => void;
  readonly onDelete: () => void;
}

/** One thumbnail of the history with its newest score. */
export function HistoryCard({ thumbnail, isMarked, onMark, onDelete }: Props) {
  const { id, filename, createdAt, pictureUrl, widerPictureUrl, latestAnalysis } = thumbnail;
  const name = latestAnalysis.title ?? filename;
  return (
    <li className="card">
      <Link href={paths.result(id)} className="card-link">
        <span className="card-frame">
          <img
            src={pictureUrl}
            srcSet={`${pictureUrl} 360w, ${widerPictureUrl} 640w`}
            sizes="(max-width: 40rem) 50vw, 17rem"
            loading="lazy"
            alt=""
          />
        </span>
        <span className="card-name" dir="auto">
          {name}
        </span>
        <span className="card-score">{latestAnalysis.score}</span>
        <span className="card-facts">
          <span>{STATUS_WORDS[latestAnalysis.status]}</span>
          <Moment at={createdAt} />
        </span>
      </Link>
      <div className="card-actions">
        <label className="check">
          <input type="checkbox" checked={isMarked} onChange={({ target }) => onMark(target.checked)} />
          Compare<span className="visually-hidden"> {name}</span>
        </label>
        <button type="button" className="quiet-button" onClick={onDelete} aria-label={`Delete ${name}`}>
          Delete
        </button>
      </div>
    </li>
  );
}
