package io.tributary.api;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Spring application. Its parts are ready-made: nothing on its class path makes others by itself. */
@SpringBootApplication
public class ApiApplication {}
