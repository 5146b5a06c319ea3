/** Configuration of the auth service. */
package dev.streamviewer.auth.config;
