const { chat } = require('./genai.cjs');
const express = require('../../sdks/node_modules/express');
require('./express-app.cjs').serve(express, chat);
