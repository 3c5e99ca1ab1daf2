import { useEffect, useState } from 'react';
import { hasFiles } from '../page/has-files.js';
import { ACCEPTED_TYPES } from './check-file.js';

interface Props {
  /** Small where pictures were chosen already. */
  readonly isSmall: boolean;
  /** How many more pictures there is room for; at 0 nothing can be chosen. */
  readonly room: number;
  readonly hint: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes pictures from the file dialogue, and dropped or pasted anywhere on the page. */
export function DropZone({ isSmall, room, hint, onFiles }: Props) {
  const isDraggedOver = useDroppedFiles(onFiles);
  return (
    <label className="drop-zone" data-small={isSmall || undefined} data-dragged={isDraggedOver || undefined}>
      <input
        type="file"
        className="visually-hidden"
        accept={ACCEPTED_TYPES}
        multiple
        disabled={room === 0}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // Else choosing the same file again, after it was removed, would change nothing.
          target.value = '';
        }}
      />
      <span className="drop-zone-title">{isSmall ? 'Add another' : 'Choose thumbnails'}</span>
      <span className="drop-zone-hint">{hint}</span>
    </label>
  );
}

/** Accepts a picture that is dropped beside the field too; text goes where it is dropped. */
function useDroppedFiles(onFiles: (files: readonly File[]) => void): boolean {
  const [isDraggedOver, setIsDraggedOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (hasFiles(event)) setIsDraggedOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsDraggedOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      setIsDraggedOver(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
      removeEventListener('paste', paste);
    };
  }, [onFiles]);
  return isDraggedOver;
}
