'use client';

import { useEffect, useRef } from 'react';
import en from '@/lib/i18n/messages/en/fault.json';
import pl from '@/lib/i18n/messages/pl/fault.json';
import { buttonClass } from '@/components/ui/button-class';

/**
 * What is shown when something broke. React renders it in the browser alone, without the server's texts: it
 * brings its own and follows the page's language.
 */
export function Fault({ digest, retry }: { digest?: string; retry: () => void }) {
  const t = typeof document !== 'undefined' && document.documentElement.lang === 'en' ? en : pl;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="grid max-w-prose justify-items-start gap-6">
      <h1 ref={heading} tabIndex={-1} className="focus:outline-none">
        {t.title}
      </h1>
      <p>{t.text}</p>
      <button type="button" onClick={retry} className={buttonClass()}>
        {t.retry}
      </button>
      {digest ? (
        <p className="text-small text-soft">
          {t.reference} <span className="select-all">{digest}</span>
        </p>
      ) : null}
    </div>
  );
}
