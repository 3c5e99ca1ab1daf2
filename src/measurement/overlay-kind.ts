/** What YouTube draws over a thumbnail. */
export enum OverlayKind {
  DURATION_BADGE = 'DURATION_BADGE',
  PROGRESS_BAR = 'PROGRESS_BAR',
}
