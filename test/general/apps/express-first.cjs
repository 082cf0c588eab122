const express = require('../../sdks/node_modules/express');
const { chat } = require('./genai.cjs');
require('./express-app.cjs').serve(express, chat);
