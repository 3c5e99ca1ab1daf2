import { MIMEType } from 'node:util';

/** A Content-Type header, read in any case, with any spaces and quotes around its parameters; undefined where it is none. */
export function mediaType(header: string | undefined): MIMEType | undefined {
  try {
    return new MIMEType(header ?? '');
  } catch {
    return undefined;
  }
}
