#!/usr/bin/env node
'use strict';
require('../dist/lib/adapter.cjs');
