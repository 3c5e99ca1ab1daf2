import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { UploadLimitsDocument, type UploadLimitsQuery } from '../api/operations.generated.js';
import { fileSize } from '../page/file-size.js';
import { Link } from '../page/link.js';
import { Page } from '../page/page.js';
import { navigate, paths } from '../page/route.js';
import { DropZone } from './drop-zone.js';
import { isUnderWay, MAX_UPLOADS, type Upload } from './upload.js';
import { UploadRow } from './upload-row.js';
import type { Uploads } from './use-uploads.js';
import { toInput, type VideoFacts } from './video-facts.js';
import { VideoForm } from './video-form.js';

interface Props {
  readonly uploads: Uploads;
  readonly facts: VideoFacts;
  readonly onFacts: (facts: VideoFacts) => void;
  /** Called when the pictures here led on to their results. */
  readonly onDone: () => void;
}

/** Where pictures are chosen and sent; with the last answer it leads on to the result. */
export function StartView({ uploads, facts, onFacts, onDone }: Props) {
  const { list } = uploads;
  const [wereTooMany, setWereTooMany] = useState(false);
  const { data } = useQuery(UploadLimitsDocument);
  const limits = data?.uploadLimits;
  const ready = list.filter(({ progress }) => progress.phase === 'chosen');
  const done = idsOfDone(list);
  const isBusy = list.some(isUnderWay);
  const isChecking = list.some(({ progress }) => progress.phase === 'checking');
  const canSend = ready.length > 0 && !isBusy && !isChecking;

  const choose = (files: readonly File[]) => {
    setWereTooMany(files.length > MAX_UPLOADS - list.length);
    uploads.choose(files);
  };

  useEffect(() => {
    // A refused picture has to be seen to first.
    const ids = idsOfDone(list);
    if (list.length === 0 || ids.length < list.length) return;
    onDone();
    navigate(pathOfResults(ids));
  }, [list, onDone]);

  const submit = () => {
    if (!canSend) return;
    for (const upload of ready) void uploads.send(upload, toInput(facts));
  };

  return (
    <Page title="How ready is your thumbnail?">
      <p className="lead">
        A score out of 100, the evidence behind it, and what to change first. It says how ready a thumbnail
        is, not how many people will click.
      </p>
      <DropZone
        isSmall={list.length > 0}
        room={MAX_UPLOADS - list.length}
        hint={hintFor(list.length, limits)}
        onFiles={choose}
      />
      {wereTooMany && list.length === MAX_UPLOADS && (
        <p role="status" className="quiet">
          At most {MAX_UPLOADS} pictures can be compared; the others were left out.
        </p>
      )}
      {list.length > 0 && (
        <ul className="uploads" aria-label="Chosen pictures">
          {list.map((upload) => (
            <UploadRow
              key={upload.key}
              upload={upload}
              onRemove={() => uploads.remove(upload.key)}
              onCancel={() => uploads.cancel(upload.key)}
              onRetry={() => void uploads.send(upload, upload.input ?? toInput(facts))}
            />
          ))}
        </ul>
      )}
      <VideoForm facts={facts} onChange={onFacts} onSubmit={submit}>
        {/* Not disabled in earnest: that would take the focus from the user who pressed it. */}
        <button type="submit" className="primary" aria-disabled={!canSend}>
          {ready.length > 1 ? `Analyse ${ready.length} thumbnails` : 'Analyse'}
        </button>
        {done.length > 0 && !isBusy && (
          <Link href={pathOfResults(done)} className="button" onFollow={onDone}>
            {done.length > 1 ? 'Compare results' : 'See the result'}
          </Link>
        )}
      </VideoForm>
    </Page>
  );
}

function hintFor(chosen: number, limits: UploadLimitsQuery['uploadLimits'] | undefined): string {
  if (chosen === MAX_UPLOADS) return `${MAX_UPLOADS} at a time can be compared`;
  if (chosen > 0 || !limits) return `or drop or paste up to ${MAX_UPLOADS} here`;
  const formats = limits.formats.join(', ');
  return `or drop or paste up to ${MAX_UPLOADS} here · ${formats} · at most ${fileSize(limits.maxBytes)}`;
}

function idsOfDone(list: readonly Upload[]): string[] {
  return list.flatMap(({ progress }) => (progress.phase === 'done' ? [progress.thumbnailId] : []));
}

function pathOfResults(ids: readonly string[]): string {
  const [id = ''] = ids;
  return ids.length > 1 ? paths.compare(ids) : paths.result(id);
}
