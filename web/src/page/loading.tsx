/** Holds the place of a view until its data is there. */
export function Loading() {
  return (
    <p role="status" className="loading">
      Loading
    </p>
  );
}
