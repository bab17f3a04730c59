// As a library that requires electron does.
module.exports = require('electron')
