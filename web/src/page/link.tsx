import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigate } from './route.js';

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  /** Called before the view changes; not where the link opens a new page. */
  readonly onFollow?: () => void;
}

/** A link to another view, which needs no new page; with Ctrl and similar keys it opens one anyway. */
export function Link({ href, onFollow, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onFollow?.();
    navigate(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}
