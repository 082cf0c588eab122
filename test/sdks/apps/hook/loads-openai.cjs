// Another preload that loads the package before ours.
require('openai');
