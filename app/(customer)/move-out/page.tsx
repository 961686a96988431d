import type { Metadata, Route } from 'next';
import { KeptForm } from '../kept-form';
import { ButtonLink } from '@/components/ui/button';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Icon } from '@/components/ui/icon';
import Link from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { Sheet } from '@/components/ui/sheet';
import { RegisterFigure } from '@/app/_forms/reading-fields';
import { requireCustomer } from '@/lib/auth/guards';
import { placeLine } from '@/lib/customers/address';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatDayShort } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { formatCubicMetres } from '@/lib/kernel/volume';
import { moveOutPoints, type MoveOutPoint } from '@/lib/move-out/queries';
import { LINK_DAYS } from '@/lib/move-out/rules';
import { utility } from '@/lib/utility';
import { requestMoveOutAction } from './actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('moveOut'))('title') };
}

/** Which property, where there are several; then all that the utility has to know. */
export default async function MoveOutPage({ searchParams }: Props) {
  const actor = await requireCustomer('all');
  const { point: asked } = await searchParams;
  const [points, t] = [await moveOutPoints(actor, new Date()), await getTranslations('moveOut')];
  const point = points.length === 1 ? points[0]! : points.find(({ number }) => number === asked);
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle
        back={{ href: '/contracts' as Route, label: t('back') }}
        note={actor.customers.length > 1 ? actor.current.name : undefined}
      >
        {t('title')}
      </PageTitle>
      {points.length === 0 ? (
        <p>{t.rich('none', { phone: () => <PhoneLink phone={utility().contact.phone} /> })}</p>
      ) : point === undefined ? (
        <PointChoice points={points} />
      ) : point.openRef !== null ? (
        <Open point={point} openRef={point.openRef} />
      ) : (
        <MoveOutForm point={point} />
      )}
    </div>
  );
}

async function PointChoice({ points }: { points: readonly MoveOutPoint[] }) {
  const t = await getTranslations('moveOut');
  return (
    <Sheet title={t('which')} id="which">
      <ul className="grid grid-cols-1">
        {points.map(({ number, address }) => (
          <li key={number} className="border-t border-line first:border-t-0">
            <Link
              href={`/move-out?point=${encodeURIComponent(number)}` as Route}
              className="grid min-h-14 grid-cols-[minmax(0,1fr)_auto] items-center gap-3 py-3 font-semibold text-accent no-underline hover:underline"
            >
              {placeLine(address)}
              <Icon name="next" className="size-5" />
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

async function Open({ point, openRef }: { point: MoveOutPoint; openRef: string }) {
  const t = await getTranslations('moveOut');
  return (
    <>
      <Notice>
        <p>{t('open', { place: placeLine(point.address), ref: openRef })}</p>
      </Notice>
      <div>
        <ButtonLink href={`/move-out/${openRef}` as Route}>{t('openLink')}</ButtonLink>
      </div>
    </>
  );
}

async function MoveOutForm({ point }: { point: MoveOutPoint }) {
  const [t, locale] = [await getTranslations('moveOut'), await getLocale()];
  const { number, address, meters } = point;
  return (
    <>
      <p>{t('lead', { place: placeLine(address) })}</p>
      <KeptForm
        action={requestMoveOutAction}
        name="move-out"
        initial={{ handedOverOn: formatDayShort(dayOf(new Date())) }}
      >
        <input type="hidden" name="attempt" value={newToken()} />
        <input type="hidden" name="point" value={number} />
        <TextField
          name="handedOverOn"
          label={t('handedOverOn')}
          hint={t('handedOverOnHint')}
          width="number"
          autoComplete="off"
        />
        <h2>{t('states')}</h2>
        <RegisterFigure digits={meters[0]!.digits} />
        {meters.map((meter, index) => (
          <div key={meter.serial} className="grid grid-cols-1">
            <input type="hidden" name="serials" value={meter.serial} />
            <TextField
              name={`state${index}`}
              label={t(`role.${meter.role}`, { serial: meter.serial })}
              hint={
                meter.previous
                  ? t('last', {
                      state: formatCubicMetres(meter.previous.value, locale),
                      day: formatDay(meter.previous.on, locale),
                    })
                  : undefined
              }
              width="number"
              inputMode="numeric"
              autoComplete="off"
            />
          </div>
        ))}
        <h2>{t('forwarding')}</h2>
        <p className="text-soft">{t('forwardingText')}</p>
        <TextField name="street" label={t('street')} autoComplete="street-address" />
        <TextField name="postalCode" label={t('postalCode')} width="code" autoComplete="postal-code" />
        <TextField name="city" label={t('city')} autoComplete="address-level2" />
        <h2>{t('party')}</h2>
        <p className="text-soft">{t('partyText', { days: LINK_DAYS })}</p>
        <TextField
          name="partyEmail"
          type="email"
          label={t('partyEmail')}
          hint={t('partyEmailHint')}
          autoComplete="off"
        />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </KeptForm>
    </>
  );
}
