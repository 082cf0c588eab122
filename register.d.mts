// Types of the preload: it exports nothing and is imported for its effect.
export {};
