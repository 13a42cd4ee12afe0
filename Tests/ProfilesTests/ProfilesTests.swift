import Profiles
import Testing

@Suite struct ProfilesTests {}
