'use client';

import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/labelled';
import { ProgressBar } from '@/components/ui/progress-bar';

export interface UploadTexts {
  readonly submit: string;
  readonly sending: string;
  /** with `{percent}` and `{size}` */
  readonly sent: string;
  readonly wait: string;
  readonly lost: string;
  readonly nothing: string;
  readonly tooLarge: string;
}

/**
 * The form of a package: sent by the browser as any other, or, with JavaScript, so that one sees how much of it has
 * arrived. The answer is the same redirect.
 */
export function UploadForm({
  action,
  limit,
  texts,
  children,
}: {
  action: string;
  /** bytes at most */
  limit: number;
  texts: UploadTexts;
  children: ReactNode;
}) {
  const [sent, setSent] = useState<number | null>(null);
  const [size, setSize] = useState('');
  const [fault, setFault] = useState('');

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sent !== null) return;
    const data = new FormData(event.currentTarget);
    const bytes = data.getAll('files').reduce((sum, file) => sum + (file instanceof File ? file.size : 0), 0);
    if (bytes === 0) return setFault(texts.nothing);
    if (bytes > limit) return setFault(texts.tooLarge);
    setFault('');
    setSize((bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }));
    setSent(0);
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => setSent(Math.floor((100 * loaded) / total));
    request.onload = () => location.assign(request.responseURL);
    request.onerror = () => {
      setSent(null);
      setFault(texts.lost);
    };
    request.open('POST', action);
    request.send(data);
  };

  return (
    <form
      method="post"
      action={action}
      encType="multipart/form-data"
      onSubmit={send}
      className="grid grid-cols-1 gap-5"
    >
      {children}
      {fault ? (
        <div role="alert">
          <FieldError id="import-files-error">{fault}</FieldError>
        </div>
      ) : null}
      {sent === null ? (
        <div>
          <Button>{texts.submit}</Button>
        </div>
      ) : (
        <div className="grid gap-3">
          <ProgressBar label={texts.sending} percent={sent} />
          <p>{texts.sent.replace('{percent}', String(sent)).replace('{size}', size)}</p>
          <p className="text-soft">{texts.wait}</p>
        </div>
      )}
    </form>
  );
}
