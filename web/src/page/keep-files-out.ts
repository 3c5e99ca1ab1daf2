import { hasFiles } from './has-files.js';

/** Keeps a file that is dropped anywhere from opening in place of the page. Returns how to stop that. */
export function keepFilesOut(): () => void {
  const refuse = (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault();
  };
  addEventListener('dragover', refuse);
  addEventListener('drop', refuse);
  return () => {
    removeEventListener('dragover', refuse);
    removeEventListener('drop', refuse);
  };
}
