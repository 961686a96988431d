import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad';

const tones: Record<NoticeTone, { box: string; ink: string; icon: IconName }> = {
  info: { box: 'bg-wash', ink: 'text-accent', icon: 'info' },
  good: { box: 'bg-good-wash', ink: 'text-good', icon: 'check' },
  warn: { box: 'bg-warn-wash', ink: 'text-warn', icon: 'alert' },
  bad: { box: 'bg-bad-wash', ink: 'text-bad', icon: 'alert' },
};

/** Something to know before going on. One a page at most; `role` only where it appears by itself. */
export function Notice({
  tone = 'info',
  role,
  children,
}: {
  tone?: NoticeTone;
  role?: 'status' | 'alert';
  children: ReactNode;
}) {
  const { box, ink, icon } = tones[tone];
  return (
    <div
      role={role}
      className={`surface grid grid-cols-[auto_minmax(0,1fr)] gap-3 rounded-lg p-4 sm:px-6 ${box}`}
    >
      <span className={ink}>
        <Icon name={icon} className="mt-0.5 size-6 shrink-0" />
      </span>
      <div className="grid min-w-0 grid-cols-1 gap-2">{children}</div>
    </div>
  );
}
