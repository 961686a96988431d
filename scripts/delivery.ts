import {
  deliveryStanding,
  parkAfterRestore,
  PAUSABLE,
  pauseDelivery,
  releaseRestored,
  resumeDelivery,
} from '../lib/delivery/pauses';

const USAGE = `Usage: npm run delivery -- status
       npm run delivery -- pause CHANNEL REASON
       npm run delivery -- resume CHANNEL
       npm run delivery -- restored BACKUP_INSTANT
       npm run delivery -- release-restored
CHANNEL is one of ${PAUSABLE.join(', ')}; BACKUP_INSTANT is like 2026-11-22T03:00:00Z.`;

async function status(): Promise<void> {
  const { pauses, open } = await deliveryStanding();
  for (const { channel, since, reason } of pauses)
    console.log(`${channel} paused since ${since.toISOString()}: ${reason}`);
  for (const { channel, state, count } of open) console.log(`${channel} ${state}: ${count}`);
  if (pauses.length + open.length === 0) console.log('Nothing is paused and nothing waits.');
}

/** `npm run delivery`: pauses of channels, and what has to be done after a restore. */
export default async function delivery([verb, first, ...rest]: string[]): Promise<number> {
  const now = new Date();
  const channel = PAUSABLE.find(known => known === first);
  if (verb === 'status' && first === undefined) {
    await status();
  } else if (verb === 'pause' && channel && rest.length > 0) {
    await pauseDelivery(channel, rest.join(' '), now);
    console.log(`${channel}: paused`);
  } else if (verb === 'resume' && channel && rest.length === 0) {
    const ended = await resumeDelivery(channel, now);
    console.log(ended ? `${channel}: goes on` : `${channel}: was not paused`);
  } else if (verb === 'restored' && !Number.isNaN(Date.parse(first ?? '')) && rest.length === 0) {
    console.log(`all paused; ${await parkAfterRestore(new Date(first!), now)} messages parked`);
  } else if (verb === 'release-restored' && first === undefined) {
    console.log(`${await releaseRestored(now)} mails wait to be sent again`);
  } else {
    console.error(USAGE);
    return 2;
  }
  return 0;
}
