/** Tests of sign-in and sessions. */
package dev.streamviewer.demo.signin;
