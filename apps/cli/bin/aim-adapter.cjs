#!/usr/bin/env node
'use strict';
require('../dist/aimAdapter.cjs');
