import { numberOf, objectOf, textOf, type Details } from '../../contract/details'
import { t } from '../i18n'
import { gifts, monthOf } from './support'
import { amountOf, lineOf, personOf, tierOf, type Wording, type Words } from './words'

type Face = (details: Details, notice: Details, who: string) => Words

/** Chat notices: one event type with many notice types, whose fields are in an object of that name. */
const FACES = new Map<string, Face>(
  Object.entries({
    sub: (_, notice, who) => subscribed('subscribed', notice, { who }),
    resub: (details, notice, who) => ({
      ...subscribed('resubscribed', notice, { who, month: monthOf(notice) }),
      quote: said(details),
    }),
    sub_gift: (_, notice, who) => ({
      name: 'giftTo',
      values: { who, to: personOf(notice, 'recipient_user'), tier: tierOf(notice, 'sub_tier') },
    }),
    community_sub_gift: (_, notice, who) => gifts(who, tierOf(notice, 'sub_tier'), notice),
    gift_paid_upgrade: (_, notice, who) => given('giftKept', notice, who),
    prime_paid_upgrade: (_, notice, who) => ({
      name: 'primeUpgrade',
      values: { who, tier: tierOf(notice, 'sub_tier') },
    }),
    pay_it_forward: (_, notice, who) => given('giftPassedOn', notice, who),
    raid: (_, notice, who) => ({
      name: 'raidIn',
      values: { who: lineOf(notice, 'user_name') || who },
      amount: numberOf(notice, 'viewer_count'),
    }),
    unraid: () => ({ name: 'unraid' }),
    announcement: (details, _, who) => ({
      name: 'announcement',
      values: { who },
      quote: said(details),
    }),
    bits_badge_tier: (_, notice, who) => ({
      name: 'bitsBadge',
      values: { who },
      amount: numberOf(notice, 'tier'),
    }),
    watch_streak: (details, notice, who) => ({
      name: 'watchStreak',
      values: { who },
      amount: numberOf(notice, 'streak_count'),
      quote: said(details),
    }),
    modiversary: (details, notice, who) => ({
      name: 'modiversary',
      values: { who },
      amount: numberOf(notice, 'months'),
      quote: said(details),
    }),
    charity_donation: (_, notice, who) => ({
      name: 'donation',
      values: { who, amount: amountOf(notice, 'amount'), charity: lineOf(notice, 'charity_name') },
    }),
  } satisfies Record<string, Face>),
)

const SHARED = 'shared_chat_'

export const CHAT: Record<string, Wording> = {
  'channel.chat.notification': (details) => {
    const type = textOf(details, 'notice_type')
    const shared = type.startsWith(SHARED)
    const face = FACES.get(shared ? type.slice(SHARED.length) : type)
    const words = face?.(details, objectOf(details, type), chatter(details)) ?? null
    return words && shared
      ? { ...words, whose: personOf(details, 'source_broadcaster_user') }
      : words
  },
}

const chatter = (details: Details) =>
  details.chatter_is_anonymous === true
    ? t('headlines.anonymous')
    : personOf(details, 'chatter_user')

const said = (details: Details) => lineOf(objectOf(details, 'message'), 'text')

function subscribed(name: string, notice: Details, values: Record<string, string>): Words {
  return notice.is_prime === true
    ? { name: `${name}Prime`, values }
    : { name, values: { ...values, tier: tierOf(notice, 'sub_tier') } }
}

function given(name: string, notice: Details, who: string): Words {
  const unnamed = notice.gifter_is_anonymous === true
  const giver = unnamed ? t('headlines.somebody') : personOf(notice, 'gifter_user')
  return { name, values: { who, giver } }
}
