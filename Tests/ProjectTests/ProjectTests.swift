import Project
import Testing

@Suite struct ProjectTests {}
