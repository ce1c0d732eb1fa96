import { rule, type PrefixRule } from './prefix-rule.js';

const ALNUM = '[A-Za-z0-9]';
const HEX = '[0-9a-fA-F]';

/** Keys of chat, payment, mail and other hosted services. Formats: the vendors' documentation and gitleaks' rules. */
export const serviceRules: readonly PrefixRule[] = [
  rule(
    'slack-token',
    'xoxb- xoxp- xoxa- xoxe- xoxo- xoxr- xoxs- xoxe. xapp-',
    '(?:xoxe\\.)?xox[abeoprs]-[A-Za-z0-9-]{20,250}|xapp-\\d-[A-Z0-9]{5,20}-\\d{5,20}-[a-z0-9]{20,128}',
    2.8,
  ),
  rule(
    'slack-webhook-url',
    'hooks.slack.com/',
    'hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{30,80}',
    3,
  ),
  rule(
    'discord-webhook-url',
    'discord.com/api/webhooks/',
    'discord\\.com/api/webhooks/\\d{16,20}/[\\w-]{50,80}',
    3,
  ),
  rule(
    'teams-webhook-url',
    'webhook.office.com/',
    'webhook\\.office\\.com/webhookb2/[A-Za-z0-9@/-]{60,250}',
    3,
  ),
  rule(
    'stripe-access-token',
    'sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_',
    `[sr]k_(?:live|test|prod)_${ALNUM}{10,99}`,
    2,
  ),
  rule('webhook-signing-secret', 'whsec_', 'whsec_[A-Za-z0-9+/]{24,64}={0,2}', 3),
  rule('square-access-token', 'EAAA sq0atp- sq0csp-', '(?:EAAA[\\w-]{60}|sq0[ac][ts]p-[\\w-]{22,43})', 3),
  rule('shopify-access-token', 'shpat_ shpca_ shppa_ shpss_', `shp(?:at|ca|pa|ss)_${HEX}{32}`, 2),
  rule('sendgrid-api-token', 'SG.', 'SG\\.[\\w=-]{20,24}\\.[\\w=-]{39,50}', 2),
  rule('sendinblue-api-token', 'xkeysib-', `xkeysib-${HEX}{64}-[A-Za-z0-9]{16}`, 2),
  rule('mailgun-key', 'key- pubkey-', `(?:pub)?key-${HEX}{32}`, 3),
  rule('twilio-api-key', 'SK', `SK${HEX}{32}`, 3),
  rule('facebook-access-token', 'EAAM EAAC EAAG', `EAA[MCG]${ALNUM}{80,300}`, 4),
  rule('linear-api-key', 'lin_api_', `lin_api_${ALNUM}{40}`, 2),
  rule('notion-api-token', 'ntn_ secret_', `(?:ntn_\\d{11}${ALNUM}{35}|secret_${ALNUM}{43})`, 3.5),
  rule('figma-token', 'figd_ figo_', 'fig[do]_[\\w-]{36,60}', 3),
  rule('atlassian-token', 'ATATT3 ATCTT3 ATBB', '(?:AT[AC]TT3[\\w=-]{100,250}|ATBB[A-Za-z0-9]{24,36})', 3.5),
  rule('readme-api-token', 'rdme_', 'rdme_[a-z0-9]{70}', 2),
  rule('typeform-api-token', 'tfp_', 'tfp_[\\w.=-]{59}', 2),
  rule('shippo-api-token', 'shippo_', `shippo_(?:live|test)_${HEX}{40}`, 2),
  rule('easypost-api-token', 'EZAK EZTK', `EZ[AT]K${ALNUM}{54}`, 2),
  rule('duffel-api-token', 'duffel_', 'duffel_(?:test|live)_[\\w=-]{43}', 2),
  rule('flutterwave-key', 'FLWSECK', `FLWSECK(?:_TEST)?-[a-hA-H0-9]{12,34}(?:-X)?`, 2),
  rule('frameio-api-token', 'fio-u-', 'fio-u-[\\w=-]{64}', 2),
  rule('lob-api-key', 'live_ test_', `(?:live|test)_(?:pub_)?${HEX}{31,35}`, 3),
  rule('adafruit-api-key', 'aio_', `aio_${ALNUM}{28}`, 3),
  rule('airtable-token', 'pat', `pat${ALNUM}{14}\\.${HEX}{64}`, 3),
  rule('asana-token', '1/ 2/', `[12]/\\d{13,20}(?:/\\d{13,20})?:${HEX}{32}`),
  rule('contentful-token', 'CFPAT-', 'CFPAT-[\\w-]{43}', 3),
  rule(
    'onepassword-token',
    'ops_eyJ A3-',
    '(?:ops_eyJ[A-Za-z0-9+/]{100,1000}={0,3}|A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3})',
    3,
  ),
  rule('yandex-token', 'AQVN YC', '(?:AQVN[\\w-]{35,38}|YC[\\w-]{38})', 3.5),
  rule('cloudflare-origin-ca-key', 'v1.0-', `v1\\.0-${HEX}{24}-${HEX}{146}`),
  rule('settlemint-token', 'sm_aat_ sm_pat_ sm_sat_', `sm_[aps]at_${ALNUM}{16}`, 3),
];
