/** Access tokens for other services: of the application, and of viewers who share their chat. */
package dev.streamviewer.auth.token;
