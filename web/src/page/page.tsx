import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  readonly title: string;
  /** Stands beside the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Whether a view was shown before: only then does the focus move, or the first press of Tab would skip the header. */
let hasShownView = false;

/** A view with its heading, which a screen reader is taken to when the visitor comes from another view. */
export function Page({ title, aside, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Thumbnail Analyzer`;
  }, [title]);
  useEffect(() => {
    // A user who deletes the result that is shown comes to another view, with the focus on Undo.
    const isOnToast = document.activeElement?.closest('.toasts') != null;
    if (hasShownView && !isOnToast) heading.current?.focus({ preventScroll: true });
    hasShownView = true;
  }, []);
  return (
    <>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h1>
        {aside}
      </div>
      {children}
    </>
  );
}
