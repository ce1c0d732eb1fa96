import { isSecretValue } from './assigned.js';
import { rule, type PrefixRule } from './prefix-rule.js';

const WORD = '[A-Za-z0-9_-]';
const ALNUM = '[A-Za-z0-9]';
const HEX = '[0-9a-fA-F]';
const UUID = `${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}`;

/** Keys of model providers and of LLM tooling. Formats: the providers' documentation and gitleaks' rules. */
export const modelProviderRules: readonly PrefixRule[] = [
  rule('langfuse-secret-key', 'sk-lf-', `sk-lf-${UUID}`),
  rule('anthropic-api-key', 'sk-ant-', `sk-ant-[a-z]{2,10}\\d{2}-${WORD}{20,200}`, 3.5),
  rule('openrouter-api-key', 'sk-or-', `sk-or-v\\d-${HEX}{32,128}`, 2.8),
  rule('openai-api-key', 'sk-proj- sk-svcacct- sk-admin- sk-None-', `sk-[A-Za-z]{4,8}-${WORD}{20,240}`, 3.5),
  rule('openai-api-key', 'sk-', `sk-${ALNUM}{20}T3BlbkFJ${ALNUM}{20}`),
  {
    ...rule('litellm-virtual-key', 'sk-', `sk-${WORD}{16,128}`, 3.3),
    // Names of classes and packages begin like it: `sk-toggleable__content-2-column`.
    isValid: (value) => isSecretValue(value.slice('sk-'.length), false),
  },
  rule('groq-api-key', 'gsk_', `gsk_${ALNUM}{40,60}`, 3),
  rule('cerebras-api-key', 'csk-', `csk-[a-z0-9]{32,64}`, 3),
  rule('voyage-api-key', 'pa-', `pa-${WORD}{43}`, 3.5),
  rule('google-api-key', 'AIza', `AIza[\\w-]{35}`, 3),
  rule('google-oauth-token', 'ya29.', `ya29\\.${WORD}{20,400}`, 3),
  rule('google-oauth-client-secret', 'GOCSPX-', `GOCSPX-${WORD}{28}`, 3),
  rule('huggingface-access-token', 'hf_ api_org_', `(?:hf_|api_org_)${ALNUM}{30,40}`, 3),
  rule('replicate-api-token', 'r8_', `r8_${ALNUM}{37,40}`, 3),
  rule('perplexity-api-key', 'pplx-', `pplx-${ALNUM}{40,60}`, 3),
  rule('xai-api-key', 'xai-', `xai-${ALNUM}{70,90}`, 3),
  rule('nvidia-api-key', 'nvapi-', `nvapi-${WORD}{60,80}`, 3),
  rule('together-api-key', 'tgp_v1_', `tgp_v1_${WORD}{40,60}`, 3),
  rule('langsmith-api-key', 'lsv2_', `lsv2_(?:pt|sk)_${HEX}{32}_${HEX}{10}`),
  rule('pinecone-api-key', 'pcsk_', `pcsk_${WORD}{40,90}`, 3),
  rule(
    'aws-bedrock-key',
    'ABSK bedrock-api-key-',
    `(?:ABSK[A-Za-z0-9+/]{100,200}={0,2}|bedrock-api-key-${WORD}{20,200})`,
    3,
  ),
];

/** Keys of code hosts, registries and infrastructure. */
export const platformRules: readonly PrefixRule[] = [
  // One in thirty has no digit; ASIA and the others without one may be words in capitals.
  { ...rule('aws-access-key', 'AKIA', 'AKIA[A-Z2-7]{16}', 2.5), lettersOnly: true },
  rule('aws-access-key', 'ASIA ABIA ACCA A3T', '(?:A3T[A-Z0-9]|ASIA|ABIA|ACCA)[A-Z2-7]{16}', 3),
  rule('alibaba-access-key', 'LTAI', `LTAI${ALNUM}{16,24}`, 3),
  rule('github-fine-grained-pat', 'github_pat_', 'github_pat_\\w{60,90}', 3),
  rule('github-token', 'ghp_ gho_ ghu_ ghs_ ghr_', `gh[pousr]_${ALNUM}{36,255}`, 3),
  rule(
    'gitlab-token',
    'glpat- glptt- gldt- glrt- glcbt- glft- glsoat- glimt- glagent- GR1348941',
    `(?:gl[a-z]{2,6}-[\\w.-]{16,120}|GR1348941[\\w-]{20})`,
    3,
  ),
  rule('npm-access-token', 'npm_', `npm_${ALNUM}{36}`, 2),
  rule('pypi-upload-token', 'pypi-', `pypi-AgE[\\w-]{40,1000}`, 3),
  rule('rubygems-api-token', 'rubygems_', `rubygems_${HEX}{48}`, 2),
  rule('crates-token', 'cio', `cio${ALNUM}{32}`, 3.5),
  rule('clojars-api-token', 'CLOJARS_', `CLOJARS_[a-z0-9]{60}`, 2),
  rule('docker-token', 'dckr_pat_ dckr_oat_', `dckr_[po]at_[\\w-]{20,40}`, 3),
  rule('digitalocean-token', 'dop_v1_ doo_v1_ dor_v1_', `do[opr]_v1_${HEX}{64}`, 2),
  rule('databricks-api-token', 'dapi', `dapi${HEX}{32}(?:-\\d)?`, 3),
  rule('doppler-api-token', 'dp.', 'dp\\.(?:pt|st|ct|scim|audit|sa)\\.[A-Za-z0-9_.-]{40,60}', 2),
  rule(
    'grafana-token',
    'glsa_ glc_ eyJrIjoi',
    `(?:glsa_${ALNUM}{32}_${HEX}{8}|glc_[A-Za-z0-9+/]{32,400}={0,3}|eyJrIjoi[A-Za-z0-9]{70,400}={0,3})`,
    3,
  ),
  rule('hashicorp-vault-token', 'hvs. hvb. hvr.', 'hv[sbr]\\.[\\w-]{80,300}', 3),
  rule('planetscale-token', 'pscale_', 'pscale_(?:pw|tkn|oauth)_[\\w=.-]{32,64}', 3),
  rule('pulumi-api-token', 'pul-', `pul-${HEX}{40}`, 2),
  rule('prefect-api-token', 'pnu_', `pnu_[a-zA-Z0-9]{36}`, 2),
  rule('postman-api-token', 'PMAK-', `PMAK-${HEX}{24}-${HEX}{34}`, 3),
  rule('new-relic-key', 'NRAK- NRJS- NRAL NRII-', `NR(?:AK|JS|AL|II)-?[A-Za-z0-9-]{19,40}`, 3),
  rule('sentry-token', 'sntrys_ sntryu_', `sntry[su]_[A-Za-z0-9+/=_-]{40,400}`, 3),
  rule('dynatrace-api-token', 'dt0c01.', 'dt0c01\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{64}', 3),
  rule('age-secret-key', 'AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}'),
  rule('heroku-api-key', 'HRKU-', `HRKU-[\\w-]{36,64}`, 3),
  rule(
    'fly-access-token',
    'fo1_ FlyV1 fm1',
    `(?:fo1_[\\w-]{43}|(?:FlyV1 )?fm[12][ar]?_[A-Za-z0-9+/]{100,600}={0,3})`,
    3,
  ),
  rule('tailscale-key', 'tskey-', 'tskey-[a-z]{2,12}-[A-Za-z0-9-]{16,64}', 3),
  rule('netlify-token', 'nfp_', `nfp_${ALNUM}{36,44}`, 3),
  rule('supabase-token', 'sbp_ sb_secret_', `(?:sbp_${HEX}{40}|sb_secret_[\\w-]{20,60})`, 2.5),
  rule('artifactory-api-key', 'AKCp cmVmdGtuO', `(?:AKCp${ALNUM}{69}|cmVmdGtuO${ALNUM}{55})`, 3),
  rule('openshift-token', 'sha256~', 'sha256~[\\w-]{43}', 3.5),
  rule('infracost-api-token', 'ico-', `ico-${ALNUM}{32}`, 3),
  rule('harness-api-key', 'pat. sat.', `[ps]at\\.${WORD}{22}\\.${ALNUM}{24}\\.${ALNUM}{20}`),
  rule('octopus-deploy-api-key', 'API-', 'API-[A-Z0-9]{26}', 3),
  rule('scalingo-api-token', 'tk-us-', `tk-us-${WORD}{48}`, 2),
  rule(
    'sourcegraph-token',
    'sgp_ slk_',
    `(?:sgp_(?:${HEX}{16}|local)_${HEX}{40}|sgp_${HEX}{40}|slk_${HEX}{64})`,
    3,
  ),
];
