// Takes credentials out of texts that come from elsewhere (error messages, stacks) before they reach telemetry.

/** Shapes of API keys and authorization values; masked keys that providers quote back match too. */
const CREDENTIALS = [
  /\b(?:sk|pk|rk|ak|gsk|xai|hf|r8|key|pplx|fw|ghp|gho)[-_][A-Za-z0-9_*.-]{6,}/g,
  /\bAIza[A-Za-z0-9_-]{10,}/g,
  /\bAKIA[A-Z0-9]{12,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9+/=._~-]{6,}/gi,
  /(?<=(?:api[-_]?key|access[-_]?token|authorization|password|secret)["']?\s*[:=]\s*["']?)[^\s"',;&)}]{4,}/gi,
  /(?<=\/\/)[^\s/@:]+:[^\s/@]+(?=@)/g,
];

/** The text with every credential replaced by `[REDACTED]`. */
export function scrubCredentials(text: string): string {
  let scrubbed = text;
  for (const pattern of CREDENTIALS) scrubbed = scrubbed.replace(pattern, '[REDACTED]');
  return scrubbed;
}
