/** Messages of the auth service. */
package dev.streamviewer.platform.contract.auth;
