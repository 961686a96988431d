'use client';

import { buttonClass } from './button-class';
import { Icon } from './icon';

/** Prints the page. Not there without JavaScript, where the browser's own menu does it. */
export function PrintButton({ label }: { label: string }) {
  return (
    <span className="no-print inline-flex noscript:hidden">
      <button type="button" className={buttonClass('quiet')} onClick={() => window.print()}>
        <Icon name="print" className="size-5 shrink-0" />
        {label}
      </button>
    </span>
  );
}
