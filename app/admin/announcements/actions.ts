'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import {
  draftAnnouncement,
  endAnnouncement,
  publishAnnouncement,
  updateAnnouncement,
} from '@/lib/announcements/commands';
import { staffAction } from '@/lib/auth/action';
import { Refusal } from '@/lib/kernel/refusal';
import { announcementForm, momentOf, readAnnouncement, refForm, updateForm } from './sent-form';

const pageOf = (ref: string, done: string) => `/admin/announcements/${ref}?done=${done}` as Route;

const known = (ref: string | undefined): string => {
  if (ref === undefined) throw new Refusal('announcementGone');
  return ref;
};

export const draftAnnouncementAction = staffAction(
  'announcements.write',
  announcementForm,
  async (actor, form, now) => {
    const read = readAnnouncement(form);
    if ('refusals' in read) return { refusals: read.refusals, questions: [] };
    const ref = await draftAnnouncement(actor, form.ref ?? null, read.input, now);
    redirect(pageOf(ref, 'drafted'));
  },
);

export const publishAnnouncementAction = staffAction(
  'announcements.write',
  refForm,
  async (actor, form, now) => {
    const ref = known(form.ref);
    await publishAnnouncement(actor, ref, now);
    redirect(pageOf(ref, 'published'));
  },
);

export const updateAnnouncementAction = staffAction(
  'announcements.write',
  updateForm,
  async (actor, form, now) => {
    const ref = known(form.ref);
    const { textPl, textEn = null } = form;
    await updateAnnouncement(actor, ref, { textPl, textEn, endsAt: momentOf(form.endsAt, 'endsAt') }, now);
    redirect(pageOf(ref, 'updated'));
  },
);

export const endAnnouncementAction = staffAction('announcements.write', refForm, async (actor, form, now) => {
  const ref = known(form.ref);
  await endAnnouncement(actor, ref, now);
  redirect(pageOf(ref, 'ended'));
});
