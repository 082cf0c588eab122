// The one variable the preload needs before any configuration is read: whether to arm the general instrumentations.

/** GENAI_GENERAL from the environment alone; anything else than `on` and `off` is `auto` (read.ts reports bad values). */
export function readGeneralModeEarly(): 'auto' | 'on' | 'off' {
  const value = process.env['GENAI_GENERAL'];
  return value === 'on' || value === 'off' ? value : 'auto';
}
