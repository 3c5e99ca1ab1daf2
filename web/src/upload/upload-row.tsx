import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { fileSize } from '../page/file-size.js';
import { focusHeading } from '../page/focus-heading.js';
import { RefusalNotice } from '../page/refusal-notice.js';
import { isUnderWay, isWaiting, type Upload } from './upload.js';

interface Props {
  readonly upload: Upload;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

/** A chosen picture and how far it is: sent bytes are measured, the analysis shows only the time that passed. */
export function UploadRow({ upload, onRemove, onCancel, onRetry }: Props) {
  const { file, preview, progress } = upload;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const remove = button.current;
    return () => {
      if (document.activeElement === remove) focusHeading();
    };
  }, []);
  return (
    <li className="upload">
      <UploadPreview address={preview} />
      <div className="upload-facts">
        <p className="upload-name" dir="auto">
          {file.name}
        </p>
        <p className="quiet">
          <span role="status">
            {isWaiting(upload) && fileSize(file.size)}
            {progress.phase === 'sending' && 'Sending'}
            {progress.phase === 'analysing' && 'Analysing'}
            {progress.phase === 'done' && 'Done'}
          </span>{' '}
          {progress.phase === 'analysing' && <Elapsed since={progress.since} />}
        </p>
        {progress.phase === 'sending' && (
          <progress value={progress.share} max={1} aria-label={`${file.name} sent`} />
        )}
        {progress.phase === 'refused' && (
          <RefusalNotice refusal={progress.refusal} onRetry={progress.canRetry ? onRetry : undefined} />
        )}
      </div>
      <button
        type="button"
        ref={button}
        className="quiet-button"
        onClick={isUnderWay(upload) ? onCancel : onRemove}
        aria-label={`${isUnderWay(upload) ? 'Cancel' : 'Remove'} ${file.name}`}
      >
        {isUnderWay(upload) ? 'Cancel' : 'Remove'}
      </button>
    </li>
  );
}

/** Empty for what the browser cannot show, such as a file that is no picture. */
function UploadPreview({ address }: { readonly address: string }) {
  const [canShow, setCanShow] = useState(true);
  return (
    <div className="upload-preview">
      {canShow && <img src={address} alt="" onError={() => setCanShow(false)} />}
    </div>
  );
}

/** Seconds since the picture had arrived; how long it will take is unknown. */
function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <span role="timer" className="elapsed">
      {(Math.max(0, now - since) / 1000).toFixed(1)} s
    </span>
  );
}
