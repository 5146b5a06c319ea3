/** Session and login cookies, and the look-up of the session behind them. */
package dev.streamviewer.gateway.session;
