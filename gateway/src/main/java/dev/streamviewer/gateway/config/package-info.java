/** Configuration of the gateway, and the public addresses that follow from it. */
package dev.streamviewer.gateway.config;
