/** The OAuth server: consent, codes and tokens. */
package dev.streamviewer.sandbox.twitch.oauth;
