interface Props {
  /** ISO 8601. */
  readonly at: string;
  readonly withTime?: boolean;
}

/** A date as the visitor's own system writes it, with the time of day where it matters. */
export function Moment({ at, withTime = false }: Props) {
  const format: Intl.DateTimeFormatOptions = withTime
    ? { dateStyle: 'medium', timeStyle: 'short' }
    : { dateStyle: 'medium' };
  return <time dateTime={at}>{new Date(at).toLocaleString(undefined, format)}</time>;
}
