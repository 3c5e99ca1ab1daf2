import { useEffect, useRef } from 'react';
import type { Refusal } from '../api/refusal.js';
import { checkFile, type UploadLimits } from './check-file.js';
import type { Upload } from './upload.js';

/** Checks every file once, as soon as the limits of the server are known. */
export function useFileChecks(
  list: readonly Upload[],
  limits: UploadLimits | undefined,
  onChecked: (key: string, refusal: Refusal | undefined) => void,
): void {
  const checked = useRef(new Set<string>());
  useEffect(() => {
    if (!limits) return;
    for (const { key, file } of list) {
      if (checked.current.has(key)) continue;
      checked.current.add(key);
      void checkFile(file, limits).then((refusal) => onChecked(key, refusal));
    }
  }, [list, limits, onChecked]);
}
