import { counter, histogram } from './definition.js';

export const compressionMetrics = {
  compressionRequests: counter(
    'litellm_compression_requests_total',
    'Requests that the compressor saw, by profile and by what came of them.',
    ['tenant', 'profile', 'reason'],
  ),
  compressionSavings: histogram(
    'litellm_compression_savings_percent',
    'Tokens saved, in percent of the compressible text, for each request that was changed.',
    ['tenant', 'profile'],
    [5, 10, 20, 30, 40, 45, 50, 55, 60, 65, 70, 80, 90],
  ),
  compressionLatency: histogram(
    'litellm_compression_latency_seconds',
    'Time that compression added to a request, whatever came of it.',
    ['profile'],
    [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.1],
  ),
  compressionTokens: counter(
    'litellm_compression_tokens_total',
    'Tokens of compressible text before (original) and after (compressed), counted in the model’s encoding.',
    ['tenant', 'kind'],
  ),
} as const;
