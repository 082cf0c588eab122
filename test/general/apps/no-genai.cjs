const express = require('../../sdks/node_modules/express');
require('./express-app.cjs').serve(express, async (origin) => (await fetch(origin)).text());
