import type { Route } from 'next';
import { Icon } from '@/components/ui/icon';
import Link from '@/components/ui/link';
import { Sheet } from '@/components/ui/sheet';
import { getTranslations } from '@/lib/i18n/server';
import { isWrittenKind, KIND_GROUPS, KIND_NAMES, kindRule } from '@/lib/messages/rules/kinds';

/** The first question of a message: what it is about. @param path of the form, which takes `kind` */
export async function KindChoice({ path, signedIn = false }: { path: string; signedIn?: boolean }) {
  const t = await getTranslations('messages');
  return KIND_GROUPS.map(group => (
    <Sheet key={group} title={t(`groups.${group}`)} id={group}>
      <ul className="grid grid-cols-1">
        {KIND_NAMES.filter(kind => kindRule(kind).group === group && (signedIn || isWrittenKind(kind))).map(
          kind => (
            <li key={kind} className="border-t border-line first:border-t-0">
              <Link
                href={(kindRule(kind).page ?? `${path}?kind=${kind}`) as Route}
                className="grid min-h-14 grid-cols-[minmax(0,1fr)_auto] items-center gap-3 py-3 no-underline hover:underline"
              >
                <span className="grid">
                  <span className="font-semibold text-accent">{t(`kinds.${kind}.name`)}</span>
                  <span className="text-small text-soft">{t(`kinds.${kind}.hint`)}</span>
                </span>
                <Icon name="next" className="size-5 text-accent" />
              </Link>
            </li>
          ),
        )}
      </ul>
    </Sheet>
  ));
}
