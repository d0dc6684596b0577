#!/usr/bin/env node
'use strict';
require('../dist/aim.cjs');
