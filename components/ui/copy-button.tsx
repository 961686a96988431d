'use client';

import { useEffect, useState } from 'react';
import { buttonClass } from './button-class';
import { Icon } from './icon';

const SHOWN_FOR = 4000;

/**
 * Copies a text: for whoever pays on the same phone, which cannot scan its own screen. Not there without
 * JavaScript, where the text beside it can still be selected.
 */
export function CopyButton({
  text,
  label,
  name,
  done,
}: {
  /** what is copied */
  text: string;
  /** on the button, e.g. «Kopiuj» */
  label: string;
  /** what it copies, for screen readers, e.g. «numer konta» */
  name: string;
  /** shown and read out afterwards, e.g. «Skopiowano» */
  done: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="no-print inline-flex noscript:hidden">
      <button
        type="button"
        className={buttonClass('quiet')}
        onClick={() => {
          // Refused without https or permission: nothing is claimed then, and the text can be selected.
          navigator.clipboard?.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
      >
        <Icon name={copied ? 'check' : 'copy'} className="size-5 shrink-0" />
        {copied ? done : label}
        <span className="sr-only"> {name}</span>
      </button>
      <span role="status" className="sr-only">
        {copied ? `${done}: ${name}` : ''}
      </span>
    </span>
  );
}
