import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headlineOf } from './headline'
import { chooseLanguage } from '../languages'
import { anEvent } from '../../testing/events'

const said = (type: string, details: Record<string, unknown>) =>
  headlineOf(anEvent('1', 0, { type, details }))

it('is the server’s headline in English', () => {
  expect(said('channel.follow', { user_name: 'Ada' })).toBe('Event 1')
})

describe('in German', () => {
  beforeAll(() => chooseLanguage('de'))
  afterAll(() => chooseLanguage('en'))

  it.each([
    ['stream.online', { type: 'live' }, 'Tfue ist live gegangen'],
    ['stream.online', { type: 'rerun' }, 'Tfue zeigt eine Wiederholung'],
    ['stream.offline', {}, 'Tfue ist offline gegangen'],
    ['channel.update', { title: 'Hi', category_name: 'Chess' }, 'Jetzt in Chess: „Hi“'],
    ['channel.update', { title: 'Hi', category_name: '' }, 'Neuer Titel: „Hi“'],
    [
      'channel.raid',
      { from_broadcaster_user_name: 'Luna', viewers: 1204 },
      'Raid von Luna mit 1.204 Zuschauern',
    ],
    [
      'channel.raid',
      { from_broadcaster_user_name: 'Tfue', to_broadcaster_user_name: 'Luna', viewers: 1 },
      'Raidet Luna mit 1 Zuschauer',
    ],
    [
      'channel.ad_break.begin',
      { duration_seconds: 60, is_automatic: true },
      'Eine geplante Werbepause von 60 Sekunden hat begonnen',
    ],
    ['channel.follow', { user_name: 'Ada' }, 'Ada folgt jetzt'],
    [
      'channel.subscribe',
      { user_name: 'Ada', tier: '2000' },
      'Ada hat ein Abo der Stufe 2 abgeschlossen',
    ],
    [
      'channel.subscribe',
      { user_name: 'Ada', tier: '1000', is_gift: true },
      'Ada hat ein Abo der Stufe 1 geschenkt bekommen',
    ],
    [
      'channel.subscription.gift',
      { is_anonymous: true, user_name: null, total: 5, tier: '1000', cumulative_total: null },
      'Jemand Anonymes hat 5 Abos der Stufe 1 verschenkt',
    ],
    [
      'channel.subscription.gift',
      { user_name: 'Ada', total: 1, tier: '3000', cumulative_total: 1284 },
      'Ada hat 1 Abo der Stufe 3 verschenkt, insgesamt 1.284',
    ],
    [
      'channel.subscription.message',
      { user_name: 'Ada', tier: '1000', cumulative_months: 21, message: { text: 'Hallo' } },
      'Ada ist im 21. Monat dabei, mit einem Abo der Stufe 1: „Hallo“',
    ],
    [
      'channel.cheer',
      { user_name: 'Ada', bits: 1000, message: 'a {b} | @c' },
      'Ada hat 1.000 Bits gecheert: „a {b} | @c“',
    ],
    [
      'channel.hype_train.progress',
      { level: 2, progress: 250, goal: 1800 },
      'Der Hype Train ist auf Level 2, 250 von 1.800',
    ],
    [
      'channel.poll.end',
      {
        title: 'Tee?',
        status: 'completed',
        choices: [
          { title: 'Ja', votes: 3 },
          { title: 'Nein', votes: 9 },
        ],
      },
      '„Nein“ hat die Umfrage gewonnen: „Tee?“',
    ],
    [
      'channel.prediction.end',
      { title: 'Sieg?', winning_outcome_id: '2', outcomes: [{ id: '2', title: 'b' }] },
      'Es war „b“: „Sieg?“',
    ],
    ['channel.prediction.end', { outcomes: [] }, 'Die Vorhersage wurde abgebrochen'],
    [
      'channel.goal.progress',
      { type: 'follow', description: '', current_amount: 9, target_amount: 678 },
      'Dem Ziel näher: 9 von 678 Followern',
    ],
    [
      'channel.channel_points_custom_reward_redemption.add',
      { user_name: 'Ada', reward: { title: 'Trinken' }, user_input: '' },
      'Ada hat „Trinken“ eingelöst',
    ],
    [
      'channel.shoutout.receive',
      { from_broadcaster_user_login: 'luna', viewer_count: 860 },
      'Shoutout von luna vor 860 Zuschauern',
    ],
    [
      'channel.charity_campaign.progress',
      {
        charity_name: 'Keepers',
        current_amount: { value: 105000, decimal_places: 2, currency: 'EUR' },
      },
      'Die Spendenaktion für Keepers ist bei 1.050,00 EUR',
    ],
    [
      'channel.bits.use',
      { user_name: 'Ada', bits: 500, custom_power_up: { title: 'Konfetti' }, message: null },
      'Ada hat „Konfetti“ für 500 Bits eingesetzt',
    ],
    [
      'channel.custom_power_up_redemption.add',
      { user_name: 'Ada', user_input: 'pog', custom_power_up: { title: 'Konfetti', bits: 1 } },
      'Ada hat „Konfetti“ für 1 Bit eingesetzt: „pog“',
    ],
    [
      'channel.channel_points_automatic_reward_redemption.add',
      { user_name: 'Ada', reward: { type: 'send_highlighted_message' }, message: { text: 'Hi' } },
      'Ada hat eine Nachricht hervorgehoben: „Hi“',
    ],
    [
      'channel.channel_points_automatic_reward_redemption.add',
      { user_name: 'Ada', reward: { type: 'brand_new' }, message: null },
      'Ada hat eine Belohnung eingelöst',
    ],
    [
      'channel.shield_mode.begin',
      { moderator_user_name: 'Bo' },
      'Bo hat den Schildmodus eingeschaltet',
    ],
    [
      'channel.unban_request.create',
      { user_name: 'Ada', text: 'bitte' },
      'Ada bittet um Entbannung: „bitte“',
    ],
    [
      'channel.unban_request.resolve',
      { user_name: 'Ada', status: 'brand_new', resolution_text: '' },
      'Über die Bitte von Ada um Entbannung wurde entschieden',
    ],
    [
      'channel.warning.send',
      { moderator_user_name: 'Bo', user_name: 'Ada', reason: 'Spam' },
      'Bo hat Ada verwarnt: „Spam“',
    ],
    [
      'channel.suspicious_user.update',
      { user_name: 'Ada', low_trust_status: 'restricted' },
      'Ada darf als verdächtiger Nutzer nur Moderatoren schreiben',
    ],
    ['channel.ban', { user_name: 'Ada', reason: 'Spam' }, 'Ada bekam einen Timeout: „Spam“'],
    [
      'revocation',
      { type: 'stream.online', reason: 'user_removed' },
      'Twitch meldet uns „stream.online“ nicht mehr: das Konto gibt es nicht mehr',
    ],
  ])('%s with %j reads "%s"', (type, details, headline) => {
    expect(said(type, details)).toBe(headline)
  })

  it.each([
    ['watch_streak', { streak_count: 25 }, 'Ada hat 25 Streams in Folge gesehen: „Hi“'],
    [
      'shared_chat_modiversary',
      { months: 18 },
      'Ada moderiert seit 18 Monaten: „Hi“, im Chat von Sol',
    ],
    ['sub', { sub_tier: '1000', is_prime: true }, 'Ada hat ein Abo mit Prime abgeschlossen'],
    [
      'resub',
      { sub_tier: '1000', cumulative_months: 23 },
      'Ada ist im 23. Monat dabei, mit einem Abo der Stufe 1: „Hi“',
    ],
    [
      'sub_gift',
      { sub_tier: '3000', recipient_user_name: 'Bo' },
      'Ada hat Bo ein Abo der Stufe 3 geschenkt',
    ],
    [
      'gift_paid_upgrade',
      { gifter_is_anonymous: true },
      'Ada behält das Abo, das jemand geschenkt hat',
    ],
    [
      'charity_donation',
      { charity_name: 'Keepers', amount: { value: 1050, decimal_places: 2, currency: 'EUR' } },
      'Ada hat 10,50 EUR für Keepers gespendet',
    ],
    [
      'shared_chat_raid',
      { user_name: 'Bo', viewer_count: 2 },
      'Raid von Bo mit 2 Zuschauern, im Chat von Sol',
    ],
    ['constructor', {}, 'Event 1'],
  ])('the chat notice %s reads "%s"', (face, notice, headline) => {
    const details = {
      chatter_user_name: 'Ada',
      source_broadcaster_user_name: 'Sol',
      message: { text: 'Hi' },
      notice_type: face,
      [face]: notice,
    }
    expect(said('channel.chat.notification', details)).toBe(headline)
  })

  it.each([
    ['of an unknown kind', 'channel.brand_new.thing', { user_name: 'Ada' }],
    ['named like what every object has', 'constructor', {}],
    ['without a name', 'channel.follow', {}],
    ['with an odd name', 'channel.follow', { user_name: 5 }],
    ['with an unknown reason', 'revocation', { type: 'stream.online', reason: 'bad_luck' }],
    ['with an unknown goal', 'channel.goal.begin', { type: 'new_moon', description: '' }],
  ])('is the server’s headline for an event %s', (_, type, details) => {
    expect(said(type, details)).toBe('Event 1')
  })

  it('is one line of limited length', () => {
    const headline = said('channel.cheer', { user_name: 'Ada', message: 'x\n'.repeat(5_000) })

    expect(headline).not.toContain('\n')
    expect(headline.length).toBeLessThan(300)
  })
})
